// Starts Swagger UI; apart, because the content policy allows no inline script.
const target = document.getElementById("swagger");
SwaggerUIBundle({ url: target.dataset.openapi, domNode: target, deepLinking: true, validatorUrl: null });
