namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>Something that a virtual card does wrong.</summary>
/// <param name="On">The first bytes of the commands it happens on.</param>
/// <param name="After">How many of those commands succeed before it happens on each.</param>
public sealed record CardImageFaultRule(ReadOnlyMemory<byte> On, int After, CardImageFault Do);
