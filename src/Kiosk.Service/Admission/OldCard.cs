using System.Security.Cryptography;
using System.Text;
using Kiosk.Feed.Records;

namespace Kiosk.Service.Admission;

/// <summary>The card that a new one replaces, while the new one is awaited.</summary>
/// <param name="Holder">SHA-256 of name and unit: enough to tell whether the new card is the same person's.</param>
internal sealed record OldCard(CardTag Tag, ReadOnlyMemory<byte> Holder)
{
    public static OldCard Of(CardTag tag, Member member) => new(tag, HashOf(member));

    public bool IsHeldBy(Member member) => Holder.Span.SequenceEqual(HashOf(member));

    private static byte[] HashOf(Member member) => SHA256.HashData(Encoding.UTF8.GetBytes($"{member.Name}\n{member.Unit}"));
}
