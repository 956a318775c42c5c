using Kiosk.Cards.Iso7816;
using Kiosk.Cards.Tlv;

namespace Kiosk.Cards.Piv;

/// <summary>The PIV card application's commands for a contactless read (NIST SP 800-73-4 part 2). Checks form only.</summary>
internal sealed class PivApplication(ApduChannel channel, CardReadingProfile profile)
{
    private const int MaxSelectResponse = 512;
    private const int MaxAuthenticateResponse = 1024;
    private const int MaxChuidObject = 4096;

    /// <summary>Tries the profile's AIDs in order (3.1.1).</summary>
    /// <returns>The first that the card has; null if it has none.</returns>
    public async ValueTask<ApplicationIdentifier?> SelectAsync(CancellationToken cancellationToken)
    {
        foreach (var application in profile.Applications)
        {
            var command = new CommandApdu(0, Instruction.Select, 0x04, 0x00, application.ToArray(), CommandApdu.MaxShortNe);
            var response = await channel.SendAsync(command, profile.CommandDeadline, MaxSelectResponse, cancellationToken);
            if (response.StatusWord.IsSuccess)
            {
                return application;
            }

            if (IsCardFailure(response.StatusWord))
            {
                throw new CardMalformedException($"The card answers {response.StatusWord.Describe()} to SELECT for {application}.");
            }
        }

        return null;
    }

    /// <summary>Reads the card authentication certificate, DER.</summary>
    /// <exception cref="CardNotPersonalisedException">The object is absent or empty.</exception>
    /// <exception cref="CardMalformedException">The object does not follow the standard.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadCertificateAsync(CancellationToken cancellationToken)
    {
        var dataObject = await GetDataAsync(PivDataObject.CardAuthenticationCertificate, profile.MaxCertificateObject, cancellationToken)
            ?? throw new CardNotPersonalisedException("The card answers 6A82 (not found) to GET DATA for the card authentication certificate (5FC101).");
        var certificate = PivCertificate.Parse(dataObject, profile.MaxCertificate);
        return certificate.IsEmpty ? throw new CardNotPersonalisedException("The card's object for the card authentication certificate (5FC101) is empty.") : certificate;
    }

    /// <returns>The CHUID's value inside tag 53; null if the card has none.</returns>
    /// <exception cref="CardMalformedException">The object is not exactly one tag 53.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadChuidAsync(CancellationToken cancellationToken)
    {
        var dataObject = await GetDataAsync(PivDataObject.CardHolderUniqueIdentifier, MaxChuidObject, cancellationToken);
        if (dataObject is { } wrapped)
        {
            return Unwrap(wrapped.Span);
        }

        return null;
    }

    /// <summary>Has the card authentication key sign (3.2.4).</summary>
    /// <param name="key">The parameters of the certificate's key.</param>
    /// <param name="digest">The challenge, hashed with the key's hash algorithm.</param>
    /// <returns>The signature as the card returned it.</returns>
    /// <exception cref="CardMalformedException">The card refuses, or its answer is malformed.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> AuthenticateAsync(CertificateKey key, byte[] digest, CancellationToken cancellationToken)
    {
        var challenge = key.BlockLength == 0 ? digest : RsaSignatureBlock.Pad(digest, key.BlockLength);
        var command = new CommandApdu(
            0,
            Instruction.GeneralAuthenticate,
            key.Algorithm,
            PivAuthentication.CardAuthenticationKey,
            PivAuthentication.EncodeChallenge(challenge),
            CommandApdu.MaxShortNe);
        var response = await channel.SendAsync(command, profile.AuthenticateDeadline, MaxAuthenticateResponse, cancellationToken);
        return response.StatusWord.IsSuccess
            ? PivAuthentication.ParseResponse(response.Data.Span)
            : throw new CardMalformedException($"The card answers {response.StatusWord.Describe()} to GENERAL AUTHENTICATE with algorithm {key.Algorithm:X2} and key 9E.");
    }

    /// <summary>Reads one data object (3.1.2).</summary>
    /// <returns>The whole response data; null if the card has no such object (6A82).</returns>
    private async ValueTask<ReadOnlyMemory<byte>?> GetDataAsync(BerTag tag, int maxLength, CancellationToken cancellationToken)
    {
        var list = BerTlvWriter.Encode(PivDataObject.TagList, tag.ToArray());
        var command = new CommandApdu(0, Instruction.GetData, 0x3F, 0xFF, list, CommandApdu.MaxShortNe);
        var response = await channel.SendAsync(command, profile.CommandDeadline, maxLength, cancellationToken);
        if (response.StatusWord == StatusWord.FileOrApplicationNotFound)
        {
            return null;
        }

        return response.StatusWord.IsSuccess
            ? response.Data
            : throw new CardMalformedException($"The card answers {response.StatusWord.Describe()} to GET DATA for the object {tag}.");
    }

    private static ReadOnlyMemory<byte> Unwrap(ReadOnlySpan<byte> dataObject)
    {
        try
        {
            var reader = new BerTlvReader(dataObject);
            var value = reader.Read(PivDataObject.Wrapper);
            reader.ThrowIfNotAtEnd();
            return value.ToArray();
        }
        catch (BerTlvException exception)
        {
            throw new CardMalformedException("The CHUID (5FC102) is not one tag 53: " + exception.Message, exception);
        }
    }

    /// <summary>Execution and memory errors (ISO/IEC 7816-4, 5.6). Any other refusal means that the application is absent.</summary>
    private static bool IsCardFailure(StatusWord statusWord) => statusWord.Sw1 is 0x64 or 0x65 or 0x6F;
}
