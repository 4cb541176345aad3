package org.maslin.server.projects;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The common jobs that the product knows. */
public final class ProjectTemplates {

    private static final String FILE = "/templates/projects.json";
    private static final TypeReference<List<ProjectTemplate>> LIST = new TypeReference<>() {};

    private final List<ProjectTemplate> templates;

    ProjectTemplates(JsonMapper json) {
        try (InputStream in = ProjectTemplates.class.getResourceAsStream(FILE)) {
            templates = List.copyOf(json.readValue(Objects.requireNonNull(in, FILE), LIST));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<ProjectTemplate> list() {
        return templates;
    }
}
