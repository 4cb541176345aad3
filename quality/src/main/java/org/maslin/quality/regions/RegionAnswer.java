package org.maslin.quality.regions;

import java.util.List;

/** All that one worker marked on one task; an empty list says that there is nothing. */
public record RegionAnswer(String task, String worker, List<Region> regions) {

    public RegionAnswer {
        regions = List.copyOf(regions);
    }
}
