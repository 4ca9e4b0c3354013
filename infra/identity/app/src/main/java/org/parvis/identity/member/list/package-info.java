/** The members with their rights: for programs, on pages, and who may do what in words. */
@NullMarked
package org.parvis.identity.member.list;

import org.jspecify.annotations.NullMarked;
