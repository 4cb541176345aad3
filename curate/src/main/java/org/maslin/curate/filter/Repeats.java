package org.maslin.curate.filter;

import java.util.HashSet;
import java.util.List;
import org.maslin.curate.text.Chars;

/**
 * Second and later occurrences among some texts.
 *
 * @param count how many
 * @param characters how long they are together
 */
record Repeats(int count, long characters) {

    static Repeats in(List<String> texts) {
        var seen = new HashSet<String>();
        int count = 0;
        long characters = 0;
        for (String text : texts) {
            if (!seen.add(text)) {
                count++;
                characters += Chars.length(text);
            }
        }
        return new Repeats(count, characters);
    }
}
