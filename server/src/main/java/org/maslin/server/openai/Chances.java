package org.maslin.server.openai;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.server.generation.Piece;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How likely drawn tokens were, as the dialect writes it. */
final class Chances {

    private static final int MOST_IN_CHAT = 20;
    private static final int MOST_IN_TEXT = 5;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Chances() {}

    /** How many alternatives a conversation asks for; null for no chances at all. */
    static @Nullable Integer inChat(Body body) {
        int most = (int) body.number("top_logprobs", 0, 0, MOST_IN_CHAT);
        return body.flag("logprobs") ? most : null;
    }

    /** The same of a prompt, which says it with a number. */
    static @Nullable Integer inText(Body body) {
        return body.json().hasNonNull("logprobs")
                ? (int) body.number("logprobs", 0, 0, MOST_IN_TEXT)
                : null;
    }

    static ObjectNode ofChat(List<Piece.Chance> chances) {
        ObjectNode json = JSON.objectNode();
        ArrayNode content = json.putArray("content");
        for (Piece.Chance chance : chances) {
            ObjectNode one = token(content.addObject(), chance.token(), chance.logProb());
            ArrayNode likeliest = one.putArray("top_logprobs");
            chance.likeliest()
                    .forEach(each -> token(likeliest.addObject(), each.token(), each.logProb()));
        }
        return json.putNull("refusal");
    }

    private static ObjectNode token(ObjectNode json, String token, double logProb) {
        json.put("token", token).put("logprob", logProb);
        ArrayNode bytes = json.putArray("bytes");
        for (byte one : token.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(one & 0xff);
        }
        return json;
    }

    /**
     * @param offset where the first token begins in the text
     */
    static ObjectNode ofText(List<Piece.Chance> chances, int offset) {
        ObjectNode json = JSON.objectNode();
        ArrayNode tokens = json.putArray("tokens");
        ArrayNode logProbs = json.putArray("token_logprobs");
        ArrayNode likeliest = json.putArray("top_logprobs");
        ArrayNode offsets = json.putArray("text_offset");
        int at = offset;
        for (Piece.Chance chance : chances) {
            tokens.add(chance.token());
            logProbs.add(chance.logProb());
            ObjectNode map = likeliest.addObject();
            chance.likeliest().forEach(each -> map.put(each.token(), each.logProb()));
            offsets.add(at);
            at += chance.token().length();
        }
        return json;
    }
}
