/** The gateway as a whole: in front of the real identity and services that do as they are told. */
@NullMarked
package org.parvis.gateway;

import org.jspecify.annotations.NullMarked;
