package org.maslin.server.identity;

import java.util.List;
import org.maslin.core.BadInputException;

/**
 * What a user belongs to and can do, by which work is given out.
 *
 * @param languages as tags of BCP 47, such as {@code de} or {@code pt-BR}
 */
public record Abilities(List<String> groups, List<String> skills, List<String> languages) {

    private static final int MOST = 200;
    private static final int LONGEST = 100;

    public Abilities {
        groups = checked("groups", groups);
        skills = checked("skills", skills);
        languages = checked("languages", languages);
    }

    private static List<String> checked(String place, List<String> names) {
        if (names.size() > MOST) {
            throw new BadInputException(
                    place, names.size() + " names", "at most 200", "Leave some out.");
        }
        for (String name : names) {
            if (name.isBlank() || name.length() > LONGEST || name.indexOf('\0') >= 0) {
                throw new BadInputException(
                        place,
                        "\"" + name.replace("\0", "\\u0000") + "\"",
                        "1 to 100 characters of text",
                        "Change or leave out the name.");
            }
        }
        return names.stream().distinct().sorted().toList();
    }
}
