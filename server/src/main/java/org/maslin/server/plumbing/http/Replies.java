package org.maslin.server.plumbing.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** Turns replies of handlers into responses. */
final class Replies {

    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

    private final JsonMapper json;

    Replies(JsonMapper json) {
        this.json = json;
    }

    ServerResponse respond(Reply reply) {
        return switch (reply) {
            case Reply.Body(int status, Object body, List<String> cookies) -> {
                var response = ServerResponse.status(status);
                cookies.forEach(cookie -> response.header("Set-Cookie", cookie));
                yield body == null
                        ? response.build()
                        : response.contentType(MediaType.APPLICATION_JSON)
                                .body(json.writeValueAsBytes(body));
            }
            case Reply.Events(Reply.Writer writer) ->
                    ServerResponse.ok()
                            .contentType(MediaType.TEXT_EVENT_STREAM)
                            .header("Cache-Control", "no-cache, no-transform")
                            .header("X-Accel-Buffering", "no")
                            .build(
                                    (request, response) -> {
                                        until(writer, response.getOutputStream());
                                        return null;
                                    });
            case Reply.Kept kept -> KeptFile.respond(kept);
            case Reply.Stream(
                            String contentType,
                            String disposition,
                            String policy,
                            Reply.Writer writer) ->
                    ServerResponse.ok()
                            .contentType(MediaType.parseMediaType(contentType))
                            .header("Content-Disposition", disposition)
                            .build(
                                    (request, response) -> {
                                        if (policy != null) {
                                            response.setHeader("Content-Security-Policy", policy);
                                        }
                                        writer.writeTo(response.getOutputStream());
                                        return null;
                                    });
        };
    }

    /** Watchers leave by closing the connection; that is no failure. */
    private static void until(Reply.Writer writer, OutputStream out) {
        try {
            writer.writeTo(out);
        } catch (IOException gone) {
            LOG.debug("A watcher left.", gone);
        }
    }
}
