"""HTML pages: jinja2 templates with autoescape, text from outside isolated, finished markup marked in one place."""
