/** Joiners and leavers as the company's directory tells them (SCIM 2.0, RFC 7643 and 7644). */
@NullMarked
package org.parvis.identity.scim;

import org.jspecify.annotations.NullMarked;
