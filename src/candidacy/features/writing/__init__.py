"""The writing assistant: tips without a model, texts written anew with one, accepted by a person alone."""
