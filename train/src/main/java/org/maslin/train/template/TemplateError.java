package org.maslin.train.template;

/** What went wrong in a template, in the template's or the interpreter's words. */
final class TemplateError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TemplateError(String message) {
        super(message);
    }
}
