package org.maslin.server.plumbing.http;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** Turns replies of handlers into responses. */
final class Replies {

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
}
