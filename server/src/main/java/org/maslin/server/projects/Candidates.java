package org.maslin.server.projects;

/** Turns numbers of candidates between the sample's own order and the one that was shown. */
final class Candidates {

    private Candidates() {}

    /** Where a candidate of the sample stood among those shown. */
    static int shownPlace(int own, int[] shown) {
        for (int place = 0; place < shown.length; place++) {
            if (shown[place] == own) {
                return place;
            }
        }
        throw new IllegalArgumentException("The candidate %d was not shown.".formatted(own));
    }
}
