package org.maslin.server.commands;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.client.ChatEndpoint;
import org.maslin.server.plumbing.egress.Egress;
import picocli.CommandLine.Option;

/** The options of commands that ask a model behind an OpenAI-compatible address. */
final class EndpointOptions {

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "The base of an OpenAI-compatible API, such as https://host/v1.")
    private @Nullable String endpoint;

    @Option(
            names = "--endpoint-model",
            paramLabel = "NAME",
            description = "The model's name there.")
    private @Nullable String model;

    @Option(
            names = "--endpoint-key",
            paramLabel = "VARIABLE",
            defaultValue = "MASLIN_ENDPOINT_KEY",
            description =
                    "The environment variable that holds the key (default: ${DEFAULT-VALUE}).")
    private String variable = "MASLIN_ENDPOINT_KEY";

    @Option(
            names = "--allow-egress",
            paramLabel = "HOST|RANGE",
            description = "An address inside the network that may be called; may be repeated.")
    private List<String> allowed = List.of();

    boolean given() {
        return endpoint != null;
    }

    /**
     * @throws BadInputException if one of them is missing or wrong
     */
    ChatEndpoint open() {
        if (endpoint == null || model == null) {
            throw new BadInputException(
                    "--endpoint, --endpoint-model",
                    endpoint == null ? "no address" : "no model",
                    "both",
                    "Such as --endpoint https://host/v1 --endpoint-model small.");
        }
        return new ChatEndpoint(new Egress(allowed), endpoint, model, System.getenv(variable));
    }
}
