package org.maslin.server.projects;

/** The text of the next guideline version. */
public record NewGuideline(String text) {
    public NewGuideline {
        NewProject.checkGuideline(text);
    }
}
