package org.maslin.server.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.egress.Egress;
import org.maslin.train.grader.GraderModels;

/**
 * The API at which graders may ask models, in OpenAI's dialect.
 *
 * @param address its base, or null where graders may ask nobody
 * @param allowEgress ranges and hosts inside the network that may be called
 */
public record GraderEndpoint(@Nullable String address, List<String> allowEgress) {

    /** The environment variable that holds its key. */
    public static final String KEY = "MASLIN_ENDPOINT_KEY";

    public static final GraderEndpoint NONE = new GraderEndpoint(null, List.of());

    public GraderEndpoint {
        allowEgress = List.copyOf(allowEgress);
    }

    /** That of this process. */
    public static GraderEndpoint of(Settings settings) {
        return new GraderEndpoint(settings.graders(), settings.allowEgress());
    }

    /** The options by which a child process gets the same. */
    public List<String> options() {
        if (address == null) {
            return List.of();
        }
        var options = new ArrayList<>(List.of("--grader-endpoint", address));
        allowEgress.forEach(one -> options.addAll(List.of("--allow-egress", one)));
        return options;
    }

    /**
     * The models there; null where there are none.
     *
     * @throws BadInputException if the address may not be called
     */
    public @Nullable GraderModels models() {
        if (address == null) {
            return null;
        }
        var egress = new Egress(allowEgress);
        egress.check("--grader-endpoint", address);
        @Nullable String key = System.getenv(KEY);
        Map<String, ChatEndpoint> known = new ConcurrentHashMap<>();
        return (model, messages, options) ->
                known.computeIfAbsent(model, name -> new ChatEndpoint(egress, address, name, key))
                        .ask(
                                messages.stream()
                                        .map(
                                                one ->
                                                        new ChatEndpoint.Message(
                                                                one.role(), one.content()))
                                        .toList(),
                                new ChatEndpoint.Options(
                                        options.maxTokens(), options.temperature(), options.seed()))
                        .text();
    }
}
