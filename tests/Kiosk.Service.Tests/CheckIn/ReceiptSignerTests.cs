using System.Security.Cryptography;
using Kiosk.Service.Admission;
using Kiosk.Service.CheckIn;
using Kiosk.Service.SelfTest;
using Kiosk.Testing.Cache;
using Kiosk.Ui.Screens;
using Kiosk.Words;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Tests.CheckIn;

public sealed class ReceiptSignerTests
{
    [Fact]
    public void A_key_that_cannot_sign_leaves_the_receipt_with_its_number_and_is_logged()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var publicHalf = ECDsa.Create();
        publicHalf.ImportSubjectPublicKeyInfo(key.ExportSubjectPublicKeyInfo(), out _);
        using var log = new CapturedLog();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        var receipt = new Screen.ProcedureReceipt(Phrase.Untranslated("Nộp đảng phí"), null, "HN-01-20261122-000001", null, DateTimeOffset.UnixEpoch);

        var shown = new ReceiptSigner(publicHalf, loggers.CreateLogger<ReceiptSigner>()).Sign(new AdmissionMode.ForProcedure(TestCacheSource.Procedure, null, Purpose.Parse("thu"), new byte[Pseudonym.KeyLength]), receipt);

        Assert.Equal(receipt, shown);
        Assert.Contains("A receipt is shown without its signature", log.Take(), StringComparison.Ordinal);
    }
}
