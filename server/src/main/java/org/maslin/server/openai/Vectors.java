package org.maslin.server.openai;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;

/** Vectors as the dialect writes them. */
final class Vectors {

    /** As a list of numbers, or as their 32-bit floats, little-endian, in Base64. */
    enum Form {
        NUMBERS,
        BASE64
    }

    private Vectors() {}

    static void put(ObjectNode embedding, float[] vector, Form form) {
        if (form == Form.BASE64) {
            var bytes =
                    ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (float value : vector) {
                bytes.putFloat(value);
            }
            embedding.put("embedding", Base64.getEncoder().encodeToString(bytes.array()));
        } else {
            var numbers = embedding.putArray("embedding");
            for (float value : vector) {
                numbers.add(value);
            }
        }
    }
}
