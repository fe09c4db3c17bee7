// Offers services with node-soap. A call brings along the answer that it is to be
// given, in an HTTP header, and what node-soap made of the call is there to be asked
// for: the program that calls knows both, and compares.
//
// serve.js KEY CERTIFICATE < a list of services, each with its WSDL and ports
//
// Each port is there over HTTP and over TLS; any other path has what was seen last. The two port numbers are printed when all are there.
const fs = require('fs')
const http = require('http')
const https = require('https')
const soap = require('soap')

const answerTo = request => JSON.parse(Buffer.from(request.headers['x-answer'], 'base64').toString()) || {}

// A declared fault, in the form that node-soap writes for the version of SOAP.
function fault (twelve, xml) {
  const detail = { $xml: xml }
  return twelve
    ? { Fault: { Code: { Value: 'soap:Receiver' }, Reason: { Text: 'declared' }, Detail: detail } }
    : { Fault: { faultcode: 'soap:Server', faultstring: 'declared', detail } }
}

let seen = null

// An operation gives the answer that its call asks for. To a one-way message node-soap
// has answered before it comes here.
function operation (port) {
  return (args, callback, headers, request) => {
    seen = headers ? { ...args, $headers: headers } : args
    const { $fault, $header, ...answer } = answerTo(request)
    if ($fault) throw fault(port.twelve, $fault)
    return answer
  }
}

function offer (server, sets) {
  for (const set of Object.values(sets)) {
    for (const port of set.ports) {
      const operations = Object.fromEntries(set.operations.map(name => [name, operation(port)]))
      const offered = soap.listen(server, {
        path: '/' + port.path,
        xml: fs.readFileSync(set.wsdl, 'utf8'),
        uri: set.wsdl,
        forceSoap12Headers: port.twelve,
        services: { [set.service]: { [port.name]: operations } }
      })
      offered.addSoapHeader((method, args, headers, request) => answerTo(request).$header || '')
    }
  }
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(server.address().port)))
}

const [key, cert] = process.argv.slice(2).map(path => fs.readFileSync(path))
const sets = JSON.parse(fs.readFileSync(0, 'utf8'))
const show = (request, response) => response.end(JSON.stringify(seen === undefined ? null : seen))
const servers = [http.createServer(show), https.createServer({ key, cert }, show)]
Promise.all(servers.map(server => offer(server, sets))).then(ports => console.log(ports.join(' ')))
