package org.maslin.server.projects;

/** The name of a copy. */
public record CopyProject(String name) {
    public CopyProject {
        NewProject.checkName(name);
    }
}
