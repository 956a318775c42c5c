namespace Kiosk.Cards;

/// <summary>Is told, on the reader's thread and in the midst of a read, what the card has given so far; each call must return at once.</summary>
/// <param name="CertificateRead">The certificate and, where the profile asks for it, the CHUID: the card begins to sign now.</param>
/// <param name="EvidenceRead">All that the card gave: the reader is asked now whether it is still the card that arrived. A read that fails after this proves nothing.</param>
public sealed record CardReadListener(Action<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>?> CertificateRead, Action<CardEvidence> EvidenceRead)
{
    public static CardReadListener None { get; } = new((_, _) => { }, _ => { });
}
