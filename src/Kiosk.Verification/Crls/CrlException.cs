using Kiosk.Verification.Der;
using Kiosk.Words;

namespace Kiosk.Verification.Crls;

/// <summary>A CRL cannot be used; the last good one stays in force.</summary>
internal sealed class CrlException : SentenceException
{
    public CrlException(Phrase sentence)
        : base(sentence)
    {
    }

    /// <param name="detail">In a standard's terms.</param>
    public CrlException(string detail, Exception? inner = null)
        : base(WithDetail(detail, inner), inner) => SaysRemedy = IsCutShort(inner);

    /// <summary>Whether the message already includes a remedy.</summary>
    public bool SaysRemedy { get; init; }

    private static bool IsCutShort(Exception? inner) => inner is DerRuleException { SaysRemedy: true };

    private static Phrase WithDetail(string detail, Exception? inner) =>
        Phrase.WithDetail(IsCutShort(inner) ? "Danh sách thu hồi bị cắt ngang, hãy tải lại" : "Danh sách thu hồi sai quy cách", detail);
}
