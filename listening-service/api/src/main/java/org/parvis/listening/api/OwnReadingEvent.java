package org.parvis.listening.api;

/** All that happens to how one brand's messages are read beyond what is shipped. */
public sealed interface OwnReadingEvent permits OwnReadingTaught, OwnReadingChosen {

    String brandId();
}
