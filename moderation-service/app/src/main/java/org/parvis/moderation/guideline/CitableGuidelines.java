package org.parvis.moderation.guideline;

import java.util.Optional;

/** Says whether a guideline can be cited, for decisions that must cite one. */
@FunctionalInterface
public interface CitableGuidelines {

    /** The version in force; empty when the brand has no such guideline or withdrew it. */
    Optional<Integer> versionInForce(String brandId, String guidelineId);
}
