/**
 * How good labels are: consensus from several answers, skill of annotators, agreement, win-rates.
 * Pure computation on arrays: no files, no network, no threads, no clock.
 */
module org.maslin.quality {
    requires transitive org.maslin.core;
    requires static org.jspecify;

    exports org.maslin.quality;
    exports org.maslin.quality.pairwise;
    exports org.maslin.quality.regions;
    exports org.maslin.quality.text;
}
