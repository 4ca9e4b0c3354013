package org.parvis.town.square;

/** Who speaks: somebody, a company, or a publication. */
public enum AccountKind {
    PERSON,
    BRAND,
    MEDIA
}
