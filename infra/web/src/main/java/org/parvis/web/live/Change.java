package org.parvis.web.live;

/** One thing that changed, numbered in the order in which this process heard of it. */
record Change(long number, String topic, String brandId, String item) {}
