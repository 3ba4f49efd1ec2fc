"""What a limited sum buys, by votes. Plain values; knows no activity.

The greedy rule over approvals (N. Talmon, P. Faliszewski: A Framework for Approval-Based Budgeting Methods,
AAAI 2019; in use in most cities with participatory budgets): the proposals are gone through in the order of
their votes, and each that still fits into what is left is bought; one that does not is passed over, the next may fit.
That nobody can tick more than the sum buys is knapsack voting (A. Goel, A. K. Krishnaswamy, S. Sakshuwong,
T. Aitamurto: Knapsack Voting for Participatory Budgeting, ACM TEAC 7:2, 2019).
Decided here: of equally many votes the cheaper goes first, then the earlier in the agenda; what nobody
wants is not bought.
"""

from collections.abc import Mapping, Sequence


def by_votes(names: Sequence[str], prices: Mapping[str, int], votes: Mapping[str, int]) -> list[str]:
    """Return the names, most votes first, then the cheaper, then as they stand."""
    return sorted(names, key=lambda name: (-votes.get(name, 0), prices[name]))


def bought(ordered: Sequence[str], prices: Mapping[str, int], votes: Mapping[str, int], limit: int) -> list[str]:
    """Return what the limit buys of the names in their order."""
    left, taken = limit, []
    for name in ordered:
        if votes.get(name, 0) and prices[name] <= left:
            taken.append(name)
            left -= prices[name]
    return taken
