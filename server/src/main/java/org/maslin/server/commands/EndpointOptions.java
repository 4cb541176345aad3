package org.maslin.server.commands;

import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.client.ChatEndpoint;
import org.maslin.server.plumbing.egress.Egress;
import picocli.CommandLine.Mixin;
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

    @Mixin private EgressOptions egress = new EgressOptions();

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
        return new ChatEndpoint(
                new Egress(egress.allowed()), endpoint, model, System.getenv(variable));
    }
}
