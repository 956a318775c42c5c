namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>A private key on a virtual card.</summary>
/// <param name="Algorithm">The algorithm reference (P1) that the card answers to; need not match the certificate.</param>
/// <param name="Pkcs8">The private key, RSA or EC (RFC 5208).</param>
public sealed record CardImageKey(byte Algorithm, ReadOnlyMemory<byte> Pkcs8);
