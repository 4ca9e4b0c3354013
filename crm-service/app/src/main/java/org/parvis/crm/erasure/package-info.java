/** Forgetting people outside: asked for by one member, decided by another, carried out everywhere. */
@NullMarked
package org.parvis.crm.erasure;

import org.jspecify.annotations.NullMarked;
