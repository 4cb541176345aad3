package org.maslin.curate.text;

import java.util.BitSet;

/**
 * The sets of punctuation that datatrove's filters and deduplication use, as code points in
 * hexadecimal. They are part of the definition of those stages, oddities included.
 */
public final class Punctuation {

    /** What {@link Simplified} turns into spaces, control characters included. */
    private static final BitSet GENERAL =
            set(
                    """
            21-2f 3a-40 5b-60 7b-7e ab b4 bb 2013-2014 2019 201c-201e 2026 2236
            2501 25ba 3001-3002 3008-300d 3010-3011 ff01 ff05 ff08-ff09 ff0c ff0e
            ff11 ff1a-ff1b ff1f ff5e
            0-8 b-c d-1f 7f-9f
            """);

    /** What ends a sentence in some script. */
    private static final BitSet TERMINAL =
            set(
                    """
            21 2e 3f 589 61d-61f 6d4 700-702 7f9 837 839 83d-83e 964-965 104a-104b
            1362 1367-1368 166e 1735-1736 17d4-17d6 17d9-17da 1803 1809 1944-1945
            1aa8-1aab 1b5a-1b5b 1b5e-1b5f 1b7d-1b7e 1c3b-1c3c 1c7e-1c7f 203c-203d
            2047-2049 2e2e 2e3c 2e53-2e54 3002 a4ff a60e-a60f a6f3 a6f7 a876-a877
            a8ce-a8cf a92f a9c8-a9c9 aa5d-aa5f aaf0-aaf1 abeb fe52 fe56-fe57 ff01
            ff0e ff1f ff61 10a56-10a57 10f55-10f59 10f86-10f89 11047-11048
            110be-110c1 11141-11143 111c5-111c6 111cd 111de-111df 11238-11239
            1123b-1123c 112a9 1144b-1144c 115c2-115c3 115c9-115d7 11641-11642
            1173c-1173e 11944 11946 11a42-11a43 11a9b-11a9c 11c41-11c42 11ef7-11ef8
            11f43-11f44 16a6e-16a6f 16af5 16b37-16b38 16b44 16e98 1bc9f 1da88
            """);

    private static final BitSet ANY = union(GENERAL, TERMINAL);

    private Punctuation() {}

    public static boolean isGeneral(int c) {
        return GENERAL.get(c);
    }

    public static boolean isTerminal(int c) {
        return TERMINAL.get(c);
    }

    public static boolean isAny(int c) {
        return ANY.get(c);
    }

    private static BitSet set(String ranges) {
        var set = new BitSet();
        for (String range : ranges.strip().split("\\s+")) {
            String[] ends = range.split("-");
            int first = Integer.parseInt(ends[0], 16);
            int last = Integer.parseInt(ends[ends.length - 1], 16);
            set.set(first, last + 1);
        }
        return set;
    }

    private static BitSet union(BitSet one, BitSet other) {
        var union = (BitSet) one.clone();
        union.or(other);
        return union;
    }
}
