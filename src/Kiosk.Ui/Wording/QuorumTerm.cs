namespace Kiosk.Ui.Wording;

/// <summary>The Vietnamese term for the quorum; the authority chooses.</summary>
public enum QuorumTerm
{
    /// <summary>"số lượng theo quy định", plain language.</summary>
    Plain = 0,

    /// <summary>"túc số", as in rules of procedure.</summary>
    Formal,
}
