namespace Kiosk.Feed.Targets;

/// <summary>Receives one row of a set; both spans are valid during the call only.</summary>
public delegate void SetRowVisitor(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);
