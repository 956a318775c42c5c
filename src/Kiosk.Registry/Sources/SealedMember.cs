using Kiosk.Feed.Records;

namespace Kiosk.Registry.Sources;

/// <summary>A member sealed to their own card and the province's audience. About 0.5 kB of memory.</summary>
/// <param name="Order">The row's key as a number: rows ascend by it.</param>
internal sealed record SealedMember(UInt128 Order, CardTag Tag, byte[] Key, byte[] Value);
