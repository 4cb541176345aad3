package org.maslin.dataset;

import java.io.StringWriter;
import org.maslin.core.BadInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** JSON as text. */
final class JsonText {

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private JsonText() {}

    /** The same value without white space, so that it fits into a line; numbers keep all digits. */
    static String compact(String place, String text) {
        var out = new StringWriter(text.length());
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), text);
                JsonGenerator copy = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            if (in.nextToken() == null) {
                throw notJson(place, text);
            }
            copy.copyCurrentStructureExact(in);
            if (in.nextToken() != null) {
                throw notJson(place, text);
            }
        } catch (JacksonException e) {
            throw notJson(place, text);
        }
        return out.toString();
    }

    private static BadInputException notJson(String place, String text) {
        return new BadInputException(
                place,
                text.length() > 80 ? text.substring(0, 80) + "…" : "\"" + text + "\"",
                "one JSON value",
                "Quote plain text, or make the column a text column.");
    }
}
