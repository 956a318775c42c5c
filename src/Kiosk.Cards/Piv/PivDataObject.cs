using Kiosk.Cards.Tlv;

namespace Kiosk.Cards.Piv;

/// <summary>The PIV data objects by tag (NIST SP 800-73-4 part 1, table 3).</summary>
public static class PivDataObject
{
    public static readonly BerTag CardAuthenticationCertificate = new(0x5FC101);
    public static readonly BerTag CardHolderUniqueIdentifier = new(0x5FC102);
    public static readonly BerTag CardholderFingerprints = new(0x5FC103);
    public static readonly BerTag CardholderFacialImage = new(0x5FC108);
    public static readonly BerTag PrintedInformation = new(0x5FC109);
    public static readonly BerTag CardholderIrisImages = new(0x5FC121);

    /// <summary>The wrapper of every object but the discovery object and the biometric templates.</summary>
    internal static readonly BerTag Wrapper = new(0x53);

    /// <summary>Names the object in GET DATA's command (NIST SP 800-73-4 part 2, 3.1.2).</summary>
    internal static readonly BerTag TagList = new(0x5C);

    internal static readonly BerTag ErrorDetectionCode = new(0xFE);
}
