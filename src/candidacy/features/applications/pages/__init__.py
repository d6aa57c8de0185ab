"""The pages of applications: the tracker."""

from fastapi import APIRouter

router = APIRouter()
