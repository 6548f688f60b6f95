"""The living casino: a gaming platform that plays on our ledger, over HTTP only, like anyone's."""
