using Kiosk.Feed.Records;

namespace Kiosk.Service.Cache;

/// <summary>One line of <c>members.jsonl</c>.</summary>
/// <param name="Sealed">A record of <see cref="MemberSeal"/>; base64 in JSON.</param>
internal sealed record MemberLine(CardTag Tag, ReadOnlyMemory<byte> Sealed);
