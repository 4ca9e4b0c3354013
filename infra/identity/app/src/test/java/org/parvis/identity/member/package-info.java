/** Tests of members. */
@NullMarked
package org.parvis.identity.member;

import org.jspecify.annotations.NullMarked;
