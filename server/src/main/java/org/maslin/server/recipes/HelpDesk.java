package org.maslin.server.recipes;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.maslin.synth.text.Grader;
import org.maslin.synth.text.TextRecipe;

/** The world of the demo: the help desk of a mill and its bakery, whose right answers are known. */
public final class HelpDesk {

    /** The name of its recipe. */
    public static final String NAME = "help-desk";

    private HelpDesk() {}

    public static TextRecipe recipe() {
        try {
            return TextRecipes.load(NAME).recipe();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The judge of completions by this recipe. */
    public static Grader grader() {
        return new Grader(recipe().world());
    }
}
