package org.maslin.server.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings one message into our form: other programs write its content as a list of parts, calls of
 * tools with arguments as text, and {@code function} for the role of a tool.
 */
final class MessageFields {

    private MessageFields() {}

    /**
     * @param keep keeps an image that a message names
     */
    static void normalise(ObjectNode message, JsonMapper json, UnaryOperator<JsonNode> keep) {
        if (message.path("role").asString("").equals("function")) {
            message.put("role", "tool");
        }
        var images = new ArrayList<JsonNode>();
        if (message.get("content") instanceof ArrayNode parts) {
            message.put("content", flattened(parts, images));
        } else if (!message.has("content") || message.path("content").isNull()) {
            message.put("content", "");
        }
        message.path("images").forEach(images::add);
        message.remove("images");
        if (!images.isEmpty()) {
            ArrayNode kept = message.putArray("images");
            images.forEach(image -> kept.add(keep.apply(image)));
        }
        rename(message, "tool_call_id", "toolCallId");
        rename(message, "tool_calls", "toolCalls");
        for (JsonNode call : message.path("toolCalls")) {
            if (call instanceof ObjectNode one) {
                normaliseCall(one, json);
            }
        }
    }

    private static String flattened(ArrayNode parts, List<JsonNode> images) {
        var text = new StringBuilder();
        for (JsonNode part : parts) {
            switch (part.path("type").asString("")) {
                case "text" -> {
                    text.append(text.isEmpty() ? "" : "\n");
                    text.append(part.path("text").asString(""));
                }
                case "image_url" -> images.add(part.path("image_url").path("url"));
                default -> images.add(part.path("image"));
            }
        }
        return text.toString();
    }

    private static void rename(ObjectNode fields, String from, String to) {
        JsonNode value = fields.remove(from);
        if (value != null && !value.isNull()) {
            fields.set(to, value);
        }
    }

    private static void normaliseCall(ObjectNode call, JsonMapper json) {
        if (call.remove("function") instanceof ObjectNode function) {
            call.remove("type");
            call.setAll(function);
        }
        JsonNode arguments = call.path("arguments");
        if (arguments.isString()) {
            call.set("arguments", parsed(arguments.asString(), json));
        } else if (arguments.isMissingNode()) {
            call.putObject("arguments");
        }
    }

    private static JsonNode parsed(String text, JsonMapper json) {
        try {
            JsonNode tree = json.readTree(text);
            return tree.isObject() ? tree : json.createObjectNode().put("text", text);
        } catch (JacksonException e) {
            return json.createObjectNode().put("text", text);
        }
    }
}
