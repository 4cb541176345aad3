package org.maslin.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The contract in {@code api/openapi.yaml}, to hold every response against. */
final class Contract {

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private final JsonNode document;
    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    Contract(Path file) {
        document = new YAMLMapper().readTree(file.toFile());
    }

    /** Every operation as {@code METHOD path}. */
    List<String> operations() {
        var names = new ArrayList<String>();
        document.path("paths")
                .properties()
                .forEach(
                        path ->
                                METHODS.stream()
                                        .filter(method -> path.getValue().has(method))
                                        .map(m -> m.toUpperCase(Locale.ROOT) + " " + path.getKey())
                                        .forEach(names::add));
        return names;
    }

    /** Fails if the contract does not know this response. */
    void check(String method, String path, int status, String contentType, String body) {
        String template = template(path);
        JsonNode response =
                resolved(
                        document.path("paths")
                                .path(template)
                                .path(method.toLowerCase(Locale.ROOT))
                                .path("responses")
                                .path(String.valueOf(status)));
        String name = "%s %s → %d".formatted(method, template, status);
        assertThat(response.isMissingNode())
                .as("%s is not in the contract: %s", name, body)
                .isFalse();
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            assertThat(body).as(name).isEmpty();
            return;
        }
        String type = contentType.replaceAll(";.*", "");
        assertThat(content.has(type)).as("%s answers with %s", name, type).isTrue();
        if (type.equals("application/json") || type.equals("application/problem+json")) {
            JsonNode schema = content.path(type).path("schema");
            var errors =
                    schemas.computeIfAbsent(name, n -> compiled(schema))
                            .validate(JsonMapper.shared().readTree(body));
            assertThat(errors).as("%s: %s", name, body).isEmpty();
        }
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    private Schema compiled(JsonNode schema) {
        ObjectNode whole = JsonMapper.shared().createObjectNode();
        whole.setAll((ObjectNode) schema);
        whole.set("components", document.path("components"));
        return registry.getSchema(whole);
    }

    private String template(String path) {
        String bare = path.replaceAll("\\?.*", "");
        String[] parts = bare.split("/");
        String found = "";
        for (var entry : document.path("paths").properties()) {
            if (fits(entry.getKey().split("/"), parts)
                    && (found.isEmpty() || found.contains("{"))) {
                found = entry.getKey();
            }
        }
        assertThat(found).as("%s is in the contract", bare).isNotEmpty();
        return found;
    }

    private static boolean fits(String[] template, String[] parts) {
        if (template.length != parts.length) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            if (!template[i].startsWith("{") && !template[i].equals(parts[i])) {
                return false;
            }
        }
        return true;
    }
}
