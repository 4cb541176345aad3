package org.maslin.server.samples;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The tiles of a page of an image.
 *
 * @param share how much of the cutting is done
 * @param why it could not be cut
 * @param width of the page in pixels, as it is shown
 * @param side how wide and high a tile is; those at the right and the bottom are smaller
 * @param levels how many there are; each has half the size of the one before, the last is one tile
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TileSet(
        State state,
        double share,
        @Nullable String why,
        int width,
        int height,
        int side,
        int levels) {

    /** How far they are. */
    public enum State {
        CUTTING,
        READY,
        FAILED
    }
}
