namespace Kiosk.Ui.Wording;

/// <summary>Which words name the quorum in Vietnamese; the authority chooses.</summary>
public enum QuorumTerm
{
    /// <summary>"số lượng theo quy định", as spoken.</summary>
    Plain = 0,

    /// <summary>"túc số", as in rules of procedure.</summary>
    Formal,
}
