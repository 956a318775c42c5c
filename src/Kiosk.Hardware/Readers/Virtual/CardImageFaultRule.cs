namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>A fault of a virtual card.</summary>
/// <param name="On">The first bytes of the commands it affects.</param>
/// <param name="After">The number of those commands that succeed before it affects all later ones.</param>
public sealed record CardImageFaultRule(ReadOnlyMemory<byte> On, int After, CardImageFault Do);
