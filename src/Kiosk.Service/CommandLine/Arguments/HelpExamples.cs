namespace Kiosk.Service.CommandLine.Arguments;

/// <summary>Example command lines for each verb's help. A test parses each, and fails for a verb without one.</summary>
internal static class HelpExamples
{
    private static readonly Dictionary<string, string[]> ByVerb = new(StringComparer.Ordinal)
    {
        [""] = ["kiosk demo", "kiosk run --config /etc/kiosk/kiosk.json", "kiosk doctor"],
        ["run"] = ["kiosk run", "kiosk run --config hall.json --screen text"],
        ["demo"] = ["kiosk demo", "kiosk demo --tour --json", "kiosk demo --reader pcsc --data demo-data", "kiosk demo --tour --reader pn532"],
        ["status"] = ["kiosk status", "kiosk status --json"],
        ["doctor"] = ["kiosk doctor", "kiosk doctor --only reader", "kiosk doctor --json --config hall.json"],
        ["devices"] = ["kiosk devices clock", "kiosk devices touch --count 4"],
        ["devices clock"] = ["kiosk devices clock", "kiosk devices clock --set now"],
        ["devices unlock"] = ["kiosk devices unlock"],
        ["devices touch"] = ["kiosk devices touch", "kiosk devices touch --count 4 --json"],
        ["mode"] = ["kiosk mode meeting dai-hoi-2026", "kiosk mode procedure", "kiosk mode verify"],
        ["mode verify"] = ["kiosk mode verify"],
        ["mode meeting"] = ["kiosk mode meeting dai-hoi-2026", "kiosk mode meeting dai-hoi-2026 --session phien-1"],
        ["mode procedure"] = ["kiosk mode procedure", "kiosk mode procedure CSH-CT --case HS-2026/0001"],
        ["meeting"] = ["kiosk meeting undo --reason mistaken", "kiosk meeting end"],
        ["meeting undo"] = ["kiosk meeting undo --reason mistaken", "kiosk meeting undo --reason trial --json"],
        ["meeting end"] = ["kiosk meeting end"],
        ["meeting export"] = ["kiosk meeting export hop-kin --output hop-kin.cms"],
        ["rehearse"] = ["kiosk rehearse dai-hoi-2026", "kiosk rehearse dai-hoi-2026 --output to-kiem-tra.pdf --json"],
        ["take-over"] = ["kiosk take-over 2", "kiosk take-over 2 --direction both --from /media/usb/journal-HN-02"],
        ["enrol"] = ["kiosk enrol --token /media/stick/HN-01.token --request /media/stick", "kiosk enrol --answer /media/stick", "kiosk enrol --token HN-01.token"],
        ["clock"] = ["kiosk clock accept"],
        ["clock accept"] = ["kiosk clock accept", "kiosk clock accept --json"],
        ["show"] = ["kiosk show operator", "kiosk show device-check --json"],
        ["cache"] = ["kiosk cache upkeep"],
        ["cache upkeep"] = ["kiosk cache upkeep --json"],
        ["sync"] = ["kiosk sync now", "kiosk sync import /media/usb"],
        ["sync now"] = ["kiosk sync now", "kiosk sync now --json"],
        ["sync import"] = ["kiosk sync import /media/usb"],
        ["sync export"] = ["kiosk sync export /media/usb"],
        ["card"] = ["kiosk card read --card card-1.json", "kiosk card verify --card card-1.json --cache /var/lib/kiosk/cache"],
        ["card read"] = ["kiosk card read --card card-1.json", "kiosk card read > evidence.json"],
        ["card verify"] = ["kiosk card verify --card card-1.json --cache /var/lib/kiosk/cache", "kiosk card verify --evidence evidence.json --cache /var/lib/kiosk/cache", "kiosk card verify --card card-1.json --anchor root.crt --json"],
        ["card present"] = ["kiosk card present --card card-1.json", "kiosk card present --card card-1.json --vpcd localhost:35963"],
        ["trust"] = ["kiosk trust verify-path --anchor root.crt card.crt"],
        ["trust verify-path"] = ["kiosk trust verify-path card.crt --anchor root.crt --crl root.crl"],
        ["log"] = ["kiosk log verify", "kiosk log export --csv"],
        ["log verify"] = ["kiosk log verify", "kiosk log verify --journal /media/usb/journal-HN-01 --terminals terminals.txt"],
        ["log prove"] = ["kiosk log prove 42 --output record-42.tlog-proof"],
        ["log check-proof"] = ["kiosk log check-proof record-42.tlog-proof --terminals terminals.txt"],
        ["receipt"] = ["kiosk receipt verify newest.receipt --collector collector.pub", "kiosk receipt verify 'KR1:…' --terminals terminals.txt"],
        ["receipt verify"] = ["kiosk receipt verify 'KR1:…' --terminals terminals.txt", "kiosk receipt verify newest.receipt --collector collector.pub", "kiosk receipt verify newest.receipt --collector collector.pub --journal /media/usb/journal-HN-01 --terminals terminals.txt"],
        ["log export"] = ["kiosk log export --csv --output arrivals.csv", "kiosk log export --json"],
        ["tuf-client"] = ["kiosk tuf-client --metadata-dir metadata --metadata-url https://feed.example.vn/metadata/ refresh"],
        ["tuf-client init"] = ["kiosk tuf-client --metadata-dir metadata init root.json"],
        ["tuf-client refresh"] = ["kiosk tuf-client --metadata-dir metadata --metadata-url https://feed.example.vn/metadata/ refresh"],
        ["tuf-client download"] =
            ["kiosk tuf-client --metadata-dir metadata --metadata-url https://feed.example.vn/metadata/ --target-name a.txt --target-base-url https://feed.example.vn/targets/ --target-dir targets download"],
        ["selftest"] = ["kiosk selftest", "kiosk selftest --row 3 --json"],
        ["fuzz"] = ["kiosk fuzz --cards 10000 --crls 100 --seed 7", "kiosk fuzz --replay finding.json"],
        ["reasons"] = ["kiosk reasons", "kiosk reasons --json"],
        ["completion"] = ["source <(kiosk completion bash)", "kiosk completion bash > /etc/bash_completion.d/kiosk"],
        ["completion bash"] = ["source <(kiosk completion bash)", "kiosk completion bash > /etc/bash_completion.d/kiosk"],
    };

    /// <param name="verb">The verb, such as <c>sync now</c>, or empty for the program itself.</param>
    public static IReadOnlyList<string> Of(string verb) => ByVerb.GetValueOrDefault(verb) ?? [];
}
