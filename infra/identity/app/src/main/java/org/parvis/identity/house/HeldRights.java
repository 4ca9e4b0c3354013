package org.parvis.identity.house;

import java.util.List;
import org.parvis.identity.rights.Grant;

/** The rights a member holds now; answered from the ledger, not from a token or a read model. */
public interface HeldRights {

    List<Grant> of(String memberId);
}
