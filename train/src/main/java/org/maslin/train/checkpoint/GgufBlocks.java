package org.maslin.train.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * How GGUF stores numbers: in blocks that share a scale. The arithmetic is that of the format's
 * reference package, in 32-bit floats and in its order, so that values are equal to the last bit.
 */
public enum GgufBlocks {
    F32(0, 1, 4),
    F16(1, 1, 2),
    Q4_0(2, 32, 18),
    Q4_1(3, 32, 20),
    Q5_0(6, 32, 22),
    Q5_1(7, 32, 24),
    Q8_0(8, 32, 34),
    Q4_K(12, 256, 144),
    Q5_K(13, 256, 176),
    Q6_K(14, 256, 210),
    BF16(30, 1, 2);

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    final int code;
    final int values;
    final int bytes;

    GgufBlocks(int code, int values, int bytes) {
        this.code = code;
        this.values = values;
        this.bytes = bytes;
    }

    /** The numbers that the blocks hold. */
    public float[] dequantised(MemorySegment blocks) {
        var y = new float[Math.toIntExact(blocks.byteSize() / bytes * values)];
        long at = 0;
        for (int to = 0; to < y.length; to += values, at += bytes) {
            switch (this) {
                case F32 -> y[to] = Float.intBitsToFloat(blocks.get(INT, at));
                case F16 -> y[to] = half(blocks, at);
                case BF16 -> y[to] = Float.intBitsToFloat(blocks.get(SHORT, at) << 16);
                case Q8_0 -> q8(blocks, at, y, to);
                case Q4_0 -> q4(blocks, at, y, to, false);
                case Q4_1 -> q4(blocks, at, y, to, true);
                case Q5_0 -> q5(blocks, at, y, to, false);
                case Q5_1 -> q5(blocks, at, y, to, true);
                case Q4_K -> k(blocks, at, y, to, false);
                case Q5_K -> k(blocks, at, y, to, true);
                case Q6_K -> q6k(blocks, at, y, to);
            }
        }
        return y;
    }

    private static float half(MemorySegment blocks, long at) {
        return Float.float16ToFloat(blocks.get(SHORT, at));
    }

    private static int unsigned(MemorySegment blocks, long at) {
        return blocks.get(ValueLayout.JAVA_BYTE, at) & 0xFF;
    }

    private static void q8(MemorySegment blocks, long at, float[] y, int to) {
        float d = half(blocks, at);
        for (int i = 0; i < 32; i++) {
            y[to + i] = blocks.get(ValueLayout.JAVA_BYTE, at + 2 + i) * d;
        }
    }

    private static void q4(MemorySegment blocks, long at, float[] y, int to, boolean least) {
        float d = half(blocks, at);
        float m = least ? half(blocks, at + 2) : 0;
        for (int i = 0; i < 16; i++) {
            int q = unsigned(blocks, at + (least ? 4 : 2) + i);
            y[to + i] = least ? d * (q & 0xF) + m : d * ((q & 0xF) - 8);
            y[to + i + 16] = least ? d * (q >> 4) + m : d * ((q >> 4) - 8);
        }
    }

    private static void q5(MemorySegment blocks, long at, float[] y, int to, boolean least) {
        float d = half(blocks, at);
        float m = least ? half(blocks, at + 2) : 0;
        long bits = at + (least ? 4 : 2);
        int high = blocks.get(INT, bits);
        for (int i = 0; i < 16; i++) {
            int q = unsigned(blocks, bits + 4 + i);
            int low = q & 0xF | (high >>> i & 1) << 4;
            int upper = q >> 4 | (high >>> i + 16 & 1) << 4;
            y[to + i] = least ? d * low + m : d * (low - 16);
            y[to + i + 16] = least ? d * upper + m : d * (upper - 16);
        }
    }

    /** Eight groups of 32, each with a scale and a minimum of six bits. */
    private static void k(MemorySegment blocks, long at, float[] y, int to, boolean fifth) {
        float d = half(blocks, at);
        float least = half(blocks, at + 2);
        long high = at + 16;
        long low = fifth ? at + 48 : at + 16;
        for (int group = 0; group < 8; group++) {
            float scale = d * scale(blocks, at + 4, group);
            float minimum = least * minimum(blocks, at + 4, group);
            for (int i = 0; i < 32; i++) {
                int two = unsigned(blocks, low + group / 2 * 32 + i);
                int q = group % 2 == 0 ? two & 0xF : two >> 4;
                if (fifth) {
                    q |= (unsigned(blocks, high + i) >> group & 1) << 4;
                }
                y[to + group * 32 + i] = scale * q - minimum;
            }
        }
    }

    private static int scale(MemorySegment blocks, long at, int group) {
        return group < 4
                ? unsigned(blocks, at + group) & 0x3F
                : unsigned(blocks, at + group + 4) & 0xF
                        | (unsigned(blocks, at + group - 4) >> 6) << 4;
    }

    private static int minimum(MemorySegment blocks, long at, int group) {
        return group < 4
                ? unsigned(blocks, at + group + 4) & 0x3F
                : unsigned(blocks, at + group + 4) >> 4 | (unsigned(blocks, at + group) >> 6) << 4;
    }

    private static void q6k(MemorySegment blocks, long at, float[] y, int to) {
        float d = half(blocks, at + 208);
        for (int i = 0; i < 256; i++) {
            int half = i / 128;
            int quarter = i % 128 / 32;
            int l = i % 32;
            int low = unsigned(blocks, at + half * 64 + (quarter % 2) * 32 + l);
            int four = quarter < 2 ? low & 0xF : low >> 4;
            int two = unsigned(blocks, at + 128 + half * 32 + l) >> 2 * quarter & 3;
            float scale = d * blocks.get(ValueLayout.JAVA_BYTE, at + 192 + i / 16);
            y[to + i] = scale * ((four | two << 4) - 32);
        }
    }
}
