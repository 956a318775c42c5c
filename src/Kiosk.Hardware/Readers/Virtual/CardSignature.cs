namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>Answers a challenge in place of a virtual card's key, as a forger would.</summary>
/// <param name="challenge">A digest for EC, a padded block for RSA.</param>
/// <returns>The value of tag 82.</returns>
public delegate byte[] CardSignature(ReadOnlyMemory<byte> challenge);
